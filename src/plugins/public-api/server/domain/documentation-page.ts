const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * The page that shows the OpenAPI document and lets people try it. All it loads is the club's own (Swagger UI's files
 * from its package), so that it works without the internet and under a strict Content-Security-Policy.
 * @param base the API's path, so that the page finds its files with a slash at its end too
 */
export function documentationPage(clubName: string, base: string): string {
  const title = `${escapeHtml(clubName)}: API`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${base}/docs/swagger-ui.css">
<link rel="icon" href="${base}/docs/favicon-32x32.png">
</head>
<body>
<main id="documentation"><noscript>This page needs JavaScript; the document itself is at <a href="${base}/openapi.json">openapi.json</a>.</noscript></main>
<script src="${base}/docs/swagger-ui-bundle.js"></script>
<script src="${base}/docs/page.js"></script>
</body>
</html>
`;
}

/** The page's own script, apart from the page so that no inline script is needed; the document lies beside its folder. */
export const documentationScript = `SwaggerUIBundle({
  url: new URL('../openapi.json', document.currentScript.src).href,
  dom_id: '#documentation',
  deepLinking: true,
  tryItOutEnabled: true,
  defaultModelsExpandDepth: 0,
});
`;

/**
 * What the page may do: run its own scripts, and ask the API, which may be reached at another address than the page. Swagger UI
 * brings pictures as `data:` and styles in attributes. Nobody may show it in a frame, where clicks could be led astray.
 */
export const documentationHeaders = (apiUrl: string): Record<string, string> => ({
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self' ${new URL(apiUrl).origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
});
