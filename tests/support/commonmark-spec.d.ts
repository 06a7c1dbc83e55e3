declare module 'commonmark-spec' {
  /** The examples of the specification, with `→` for each tab. */
  export const tests: readonly { number: number; section: string; markdown: string; html: string }[];
}
