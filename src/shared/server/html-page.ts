import { createHash } from 'node:crypto';
import { escapeHtml } from './escape-html';
import type { Language } from './languages';

const style = `body{max-width:34rem;margin:15vh auto;padding:0 1.5rem;font:1.1rem/1.6 system-ui,sans-serif;color:#222;background:#fdfbf8}
h1{font-size:1.9rem;line-height:1.2}a{color:#6b2fa0}dt{font-size:.85rem;color:#666}dd{margin:0 0 .8rem}small{color:#666}footer{margin-top:4rem;font-size:.85rem}footer a{color:#666}code{font-size:.9em}
label{display:block;margin:1rem 0 .3rem}input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;border:1px solid #888;border-radius:.3rem;color:inherit;background:transparent}
button{font:inherit;margin:1rem 0;padding:.5rem 1.2rem;border:0;border-radius:.3rem;color:#fff;background:#6b2fa0;cursor:pointer}button:disabled{opacity:.5;cursor:default}[role=alert]{color:#a3123a}
@media(prefers-color-scheme:dark){body{color:#e8e4ef;background:#17131f}a{color:#c9a5f0}footer a,dt,small{color:#9a93a8}[role=alert]{color:#ff9db5}}`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * A small page of the server's own, and the policy to send with it: no resource of others, and of styles and scripts those of the page.
 *
 * @param body HTML; texts in it are escaped
 * @param script the page's script, which may call this server
 */
export function htmlPage({
  language,
  title,
  body,
  script,
}: {
  language: Language;
  title: string;
  body: string;
  script?: string;
}): { html: string; policy: string } {
  const policy = [
    "default-src 'none'",
    "img-src 'self'",
    `style-src ${hashOf(style)}`,
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`, "connect-src 'self'"]),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
${script === undefined ? '' : `<script>${script}</script>`}
</body>
</html>
`;
  return { html, policy };
}
