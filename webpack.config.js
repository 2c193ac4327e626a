const { readdirSync } = require('node:fs');
const path = require('node:path');
const CopyPlugin = require('copy-webpack-plugin');
const CssExtractPlugin = require('mini-css-extract-plugin');
const { EsbuildPlugin } = require('esbuild-loader');
const { BannerPlugin } = require('webpack');

const target = 'es2022';
const src = (...parts) => path.join(__dirname, 'src', ...parts);

/** What every bundle has in common. */
function bundle(name, entry, folder, mode) {
  return {
    name,
    mode,
    entry,
    output: { path: path.join(__dirname, folder), filename: '[name].js' },
    resolve: { extensions: ['.ts', '.tsx', '.js'] },
    module: {
      rules: [{ test: /\.tsx?$/, loader: 'esbuild-loader', options: { target } }],
    },
    optimization: { minimizer: [new EsbuildPlugin({ target, css: true })] },
    performance: { hints: false },
    stats: 'errors-warnings',
    devtool: mode === 'development' && 'source-map',
  };
}

/** For Node, or for a web worker: the code that differs stands in *.node.ts and *.browser.ts. */
function forPlatform(config, platform) {
  config.target = platform === 'node' ? 'node20' : 'webworker';
  config.resolve.alias = {
    '#platform': src('host', `platform.${platform}.ts`),
    '#port': src('worker', `port.${platform}.ts`),
  };
  return config;
}

/** A module that VS Code loads. */
function forVSCode(config) {
  config.output.library = { type: 'commonjs2' };
  config.externals = { vscode: 'commonjs vscode' };
  return config;
}

const hosts = (mode) => [
  forPlatform(
    forVSCode(bundle('extension', { extension: src('host', 'extension.ts') }, 'dist', mode)),
    'node',
  ),
  forPlatform(
    forVSCode(bundle('extension-web', { extension: src('host', 'extension.ts') }, 'dist/web', mode)),
    'browser',
  ),
];

const workers = (mode) => [
  forPlatform(bundle('worker', { worker: src('worker', 'worker.ts') }, 'dist', mode), 'node'),
  forPlatform(bundle('worker-web', { worker: src('worker', 'worker.ts') }, 'dist/web', mode), 'browser'),
];

function webview(mode) {
  const config = bundle('webview', { webview: src('webview', 'index.tsx') }, 'dist', mode);
  config.target = ['web', target];
  // Of the three formats KaTeX names for each font, every VS Code takes the first.
  const url = { filter: (file) => file.endsWith('.woff2') };
  config.module.rules.push(
    { test: /\.css$/, use: [CssExtractPlugin.loader, { loader: 'css-loader', options: { url } }] },
    { test: /\.woff2$/, type: 'asset/resource', generator: { filename: 'fonts/[name][ext]' } },
  );
  config.module.rules[0].options = { target, jsx: 'automatic', jsxImportSource: 'preact' };
  config.plugins = [new CssExtractPlugin()];
  return config;
}

function cli(mode) {
  const config = forPlatform(bundle('cli', { cli: src('cli', 'main.ts') }, 'dist', mode), 'node');
  config.plugins = [
    new BannerPlugin({ banner: '#!/usr/bin/env node', raw: true }),
    // What runs in the user's Python, for the extension as well.
    new CopyPlugin({ patterns: [{ from: src('python', '*.py'), to: '[name][ext]' }] }),
  ];
  return config;
}

/** One bundle for each integration test, beside the index that VS Code calls. */
function integrationTests() {
  const folder = path.join(__dirname, 'test', 'integration');
  const tests = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
  const entry = Object.fromEntries(
    ['index.ts', ...tests].map((file) => [file.slice(0, -'.ts'.length), path.join(folder, file)]),
  );
  const config = forPlatform(forVSCode(bundle('tests', entry, 'out/test', 'development')), 'node');
  config.externals.mocha = 'commonjs mocha';
  config.node = { __dirname: false };
  return config;
}

module.exports = (env, { mode = 'production' }) =>
  env.tests ? integrationTests() : [...hosts(mode), ...workers(mode), webview(mode), cli(mode)];
