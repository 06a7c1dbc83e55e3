import { discordProfile, facebookProfile, googleProfile } from './provider-profile';

describe('who somebody is at a provider', () => {
  it.each([
    [{ sub: '1', email: ' Nina@Mail.test', email_verified: true }, 'nina@mail.test', true],
    [{ sub: '1', email: 'nina@mail.test', email_verified: false }, 'nina@mail.test', false],
    [{ sub: '1', email: 'nina@mail.test', email_verified: 'true' }, 'nina@mail.test', false],
    [{ sub: '1', email: 'nina@mail.test' }, 'nina@mail.test', false],
    [{ sub: '1', email: 'nina', email_verified: true }, null, false],
    [{ sub: '1', email: ['nina@mail.test'], email_verified: true }, null, false],
    [{ sub: '1', email: 'ni\u0000na@mail.test', email_verified: true }, null, false],
    [{ sub: '1' }, null, false],
  ])('Google: %j', (claims, email, isVerified) => {
    expect(googleProfile(claims)).toMatchObject({ provider: 'google', subject: '1', email, isVerified });
  });

  it.each([
    [{ id: '2', email: 'a@mail.test', verified: true }, 'a@mail.test', true],
    [{ id: '2', email: 'a@mail.test', verified: false }, 'a@mail.test', false],
    [{ id: '2', email: null, verified: true }, null, false],
  ])('Discord: %j', (user, email, isVerified) => {
    expect(discordProfile(user)).toMatchObject({ provider: 'discord', subject: '2', email, isVerified });
  });

  it('an address at Facebook is never verified', () => {
    expect(facebookProfile({ id: '3', email: 'a@mail.test', verified: true, email_verified: true })).toEqual({
      ...{ provider: 'facebook', subject: '3', name: null },
      ...{ email: 'a@mail.test', isVerified: false },
    });
  });

  it.each([{}, { sub: '' }, { sub: 5 }, { sub: 'x'.repeat(256) }, null, 'sub'])(
    'nobody is known without a subject: %j',
    (claims) => {
      expect(() => googleProfile(claims)).toThrow();
    },
  );
});
