/** Stands in the folder of an export until all of it is there. An import refuses a folder that has it. */
export const unfinishedExport = 'export-is-not-finished.json';
