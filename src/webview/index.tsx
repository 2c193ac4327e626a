import 'katex/dist/katex.min.css';
import './base.css';
import './controls.css';
import { render } from 'preact';
import { vscodeHost, type VsCodeApi } from './host';
import { Panel } from './Panel';

declare function acquireVsCodeApi(): VsCodeApi;

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no element with the id root');
render(<Panel host={vscodeHost(acquireVsCodeApi())} />, root);
