import * as vscode from 'vscode';

/** The panel's page: everything denied but what each line says. */
export function page(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const asset = (...path: string[]): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', ...path)).toString();
  const nonce = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const policy = [
    "default-src 'none'",
    // The panel's stylesheet and KaTeX's; no style attributes.
    `style-src ${webview.cspSource}`,
    // KaTeX's fonts.
    `font-src ${webview.cspSource}`,
    // One script, this very one.
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <link rel="stylesheet" href="${asset('webview.css')}">
    <title>BN Gradcheck</title>
  </head>
  <body>
    <div id="root"></div>
    <script nonce="${nonce}" src="${asset('webview.js')}"></script>
  </body>
</html>`;
}
