import { languages } from '../../../../shared/server/languages';
import { noticeMail } from './account-mail';
import { accountTexts } from './texts';

describe.each(languages)('a mail to a member, in %s,', (language) => {
  it.each([
    [true, 'sender.replies', 'sender.no-replies'],
    [false, 'sender.no-replies', 'sender.replies'],
  ] as const)('says what becomes of replies, if they are read: %s', (takesReplies, said, notSaid) => {
    const { text, html } = noticeMail('known', {
      language,
      clubName: 'The Cave',
      takesReplies,
      username: 'ada',
    });
    for (const part of [text, html.replace(/&#39;/g, "'")]) {
      expect(part).toContain(accountTexts.translate(language, said));
      expect(part).not.toContain(accountTexts.translate(language, notSaid));
    }
  });
});
