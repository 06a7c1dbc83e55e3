import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import { contentServices } from '../../../plugins/content/server/services';
import { refuseFor } from '../../../plugins/content/server/services/refusal';
import { staffLanguage } from '../../../plugins/content/server/services/staff-language';
import { validated } from '../../../shared/server/validated';
import { issuesOfUpdates, nameIssue } from '../domain/file-texts';
import { refusalOfOthers } from '../domain/others-media';
import { whole, type Action } from './whole-requests';

interface Uploading {
  uploadFiles: Action;
  replaceFile: Action;
  updateFileInfo: Action;
}

/** The parts of the media library's controllers that are guarded here. */
export interface MediaControllers {
  'admin-folder-file': { deleteMany: Action; moveMany: Action };
  'admin-folder': Record<'create' | 'update', Action>;
  'admin-upload': { bulkUpdateFileInfo: Action; uploadFile: Action } & Uploading;
  'content-api': (context: { strapi: Core.Strapi }) => Uploading;
  'admin-file': { generateAIMetadata: Action };
}

const fileUid = 'plugin::upload.file';
const folderUid = 'plugin::upload.folder';
const update = 'plugin::upload.assets.update';
const read = 'plugin::upload.read';

interface Ability {
  can(action: string, subject: unknown): boolean;
}
/** The parts of Strapi's own services that are used here; they have no types. */
interface Permissions {
  createPermissionsManager(of: { ability: Ability; model: string }): { toSubject: (row: object) => unknown };
}
const permissionsService = z.custom<Permissions>(
  (value) => typeof value === 'object' && value !== null && 'createPermissionsManager' in value,
);
const ability = z.custom<Ability>((value) => typeof value === 'object' && value !== null && 'can' in value);

const id = z.union([z.string(), z.number()], { error: 'must be an id' });
const folderId = z
  .union([z.string(), z.number()], { error: 'must be the id of a folder, or null' })
  .nullish();
const ids = z.array(id).default([]);
const selection = z.looseObject({ fileIds: ids, folderIds: ids, destinationFolderId: folderId });
const folderName = z.string().superRefine((name, context) => {
  const message = nameIssue(name);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});
const namedFolder = z.looseObject({ name: folderName.optional(), parent: folderId });
const identified = z.looseObject({ id: z.string() });
const updates = z.looseObject({
  updates: z.array(z.looseObject({ id, fileInfo: z.looseObject({}).optional() })),
});
const files = z.array(
  z.looseObject({ id: z.number(), name: z.string(), hash: z.string(), folderPath: z.string() }),
);
const folders = z.array(z.looseObject({ id: z.number(), name: z.string(), path: z.string() }));

/** What conditions of permissions look at: the creator and their roles. */
const populate = { createdBy: { populate: { roles: true } } };

const within = (attribute: string, path: string): object[] => [
  { [attribute]: path },
  { [attribute]: { $startsWith: `${path}/` } },
];

/**
 * For actions on several files, and on folders, Strapi only checks whether a user may change files at all, not these: an
 * Author, who may only change their own, could delete everybody's. An action on a folder affects everything in it, so all
 * of that must be theirs to change; folders are checked by their creators.
 */
function createMediaGuard(strapi: Core.Strapi) {
  async function checkAuthority(
    ctx: Context,
    { fileIds, folderIds }: z.infer<typeof selection>,
  ): Promise<void> {
    const of = ability.parse(ctx.state['userAbility']);
    const permissions = permissionsService.parse(strapi.service('admin::permission'));
    const { toSubject } = permissions.createPermissionsManager({ ability: of, model: fileUid });
    const may = (action: string, row: object): boolean => of.can(action, toSubject({ ...row }));
    const rowsOf = (uid: typeof fileUid | typeof folderUid, where: object): Promise<unknown> =>
      strapi.db.query(uid).findMany({ where, populate });

    // A file that they may not read is identified by its id.
    const refused = files
      .parse(await rowsOf(fileUid, { id: { $in: fileIds } }))
      .filter((file) => !may(update, file))
      .map((file) => (may(read, file) ? file.name : `#${file.id}`));
    for (const folder of folders.parse(await rowsOf(folderUid, { id: { $in: folderIds } }))) {
      const inside = [
        ...folders.parse(await rowsOf(folderUid, { $or: within('path', folder.path) })),
        ...files.parse(await rowsOf(fileUid, { $or: within('folderPath', folder.path) })),
      ];
      if (inside.some((row) => !may(update, row))) refused.push(folder.name);
    }
    // Strapi's routes drop the message of a ForbiddenError.
    if (refused.length > 0) ctx.throw(403, refusalOfOthers(refused, staffLanguage(strapi)));
  }

  /** Checks permissions for all selected files and folders before the action. */
  const guarded =
    (original: Action, selected: (ctx: Context) => unknown): Action =>
    async (ctx, ...rest) => {
      await checkAuthority(ctx, validated(selection, selected(ctx) ?? {}));
      return original(ctx, ...rest);
    };

  return { guarded };
}

/** Refuses to delete a selection with files in use, before the first is deleted. */
const refuseFilesInUse =
  (strapi: Core.Strapi, original: Action): Action =>
  async (ctx, ...rest) => {
    const { fileIds, folderIds } = validated(selection, body(ctx) ?? {});
    const chosen = folders.parse(
      await strapi.db.query(folderUid).findMany({ where: { id: { $in: folderIds } } }),
    );
    const inside = chosen.flatMap(({ path }) => within('folderPath', path));
    const where = { $or: [{ id: { $in: fileIds } }, ...inside] };
    const gone = files.parse(await strapi.db.query(fileUid).findMany({ where, orderBy: { id: 'asc' } }));
    await contentServices(strapi).inUse.requireUnusedFiles(gone);
    return original(ctx, ...rest);
  };

/** Validates folders: Strapi would query for a parent that is a list or an object, which fails, and never ends with some names. */
const requireFolder =
  (original: Action): Action =>
  async (ctx, ...rest) => {
    validated(namedFolder, body(ctx) ?? {});
    return original(ctx, ...rest);
  };

const body = ({ request }: Context): unknown => request.body;

const checkTextsFirst =
  (original: Action): Action =>
  async (ctx, ...rest) => {
    refuseFor(issuesOfUpdates(validated(updates, body(ctx)).updates));
    return original(ctx, ...rest);
  };

const wholeRequests = ({ uploadFiles, replaceFile, updateFileInfo }: Uploading): Uploading => ({
  uploadFiles: whole(uploadFiles),
  replaceFile: whole(replaceFile, { most: 1 }),
  updateFileInfo: whole(updateFileInfo),
});

/** Guards the media library's controllers, each of which checks everything before it begins. */
export function guardMedia(controllers: MediaControllers) {
  const { 'admin-folder-file': both, 'admin-folder': folder } = controllers;
  const { 'admin-upload': upload, 'admin-file': file } = controllers;
  const guardOf = ({ strapi }: { strapi: Core.Strapi }) => createMediaGuard(strapi).guarded;
  return {
    ...controllers,
    'admin-folder-file': (context: { strapi: Core.Strapi }) => ({
      ...both,
      deleteMany: guardOf(context)(refuseFilesInUse(context.strapi, both.deleteMany), body),
      moveMany: guardOf(context)(both.moveMany, body),
    }),
    'admin-folder': (context: { strapi: Core.Strapi }) => ({
      ...folder,
      create: requireFolder(folder.create),
      update: guardOf(context)(requireFolder(folder.update), ({ params }) => ({
        folderIds: [identified.parse(params).id],
      })),
    }),
    // Strapi checks one after the other, and writes the first before it has checked the last.
    'admin-upload': (context: { strapi: Core.Strapi }) => ({
      ...upload,
      ...wholeRequests(upload),
      uploadFile: whole(upload.uploadFile, { most: 1 }),
      bulkUpdateFileInfo: guardOf(context)(checkTextsFirst(upload.bulkUpdateFileInfo), (ctx) => ({
        fileIds: validated(updates, body(ctx)).updates.map(({ id }) => id),
      })),
    }),
    'content-api': (context: { strapi: Core.Strapi }) => {
      const programs = controllers['content-api'](context);
      return { ...programs, ...wholeRequests(programs) };
    },
    'admin-file': (context: { strapi: Core.Strapi }) => ({
      ...file,
      generateAIMetadata: guardOf(context)(file.generateAIMetadata, body),
    }),
  };
}
