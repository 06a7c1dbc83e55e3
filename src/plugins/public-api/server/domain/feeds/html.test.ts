import { html } from './feed';

it('html escapes, and leaves no end of CDATA', () => {
  expect(html('<b> & "x" ]]>')).toBe('&lt;b&gt; &amp; &quot;x&quot; ]]&gt;');
});
