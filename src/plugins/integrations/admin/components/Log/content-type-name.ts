/** The last part of a content type's uid: `event` of `api::event.event`. */
export const contentTypeNameOf = (uid: string): string => uid.split('.').at(-1) ?? uid;
