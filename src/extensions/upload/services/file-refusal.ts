import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Language } from '../../../shared/server/languages';
import { infoRefusalIn } from '../domain/info-texts';
import { staffLanguage } from '../../../plugins/content/server/services/staff-language';

/** Refuses a file. Its message is English until it is known who has sent the file. */
export class FileRefusal extends errors.ValidationError {
  readonly textIn: (language: Language) => string;

  constructor(textIn: (language: Language) => string) {
    super(textIn('en'));
    this.textIn = textIn;
  }
}

/** Does some work; if it refuses a file or its info, the error says so in the panel language of the signed-in user. */
export async function refusingInStaffLanguage<Result>(
  strapi: Core.Strapi,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const language = staffLanguage(strapi);
    if (error instanceof FileRefusal) throw new errors.ValidationError(error.textIn(language));
    const text = infoRefusalIn(error, language);
    if (text === null || !(error instanceof errors.ValidationError)) throw error;
    throw new errors.ValidationError(text, error.details);
  }
}
