import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Report } from '../../src/core/report/report';
import { readWindow } from '../../src/core/tensor/window';
import type {
  Content,
  FunctionSummary,
  Memento,
  PanelState,
  TensorWindow,
} from '../../src/protocol/messages';
import { emit, serve, type Handlers, type Method, type Transport } from '../../src/protocol/rpc';
import { pack, unpack } from '../../src/protocol/wire';
import type { PanelServer, Theme } from './server';

export interface Asked {
  readonly method: Method;
  readonly params: unknown;
}

export interface Options {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly report?: Report;
  readonly content?: Content;
  readonly progress?: number | null;
  readonly memento?: Memento;
  readonly state?: Partial<PanelState>;
  /** What VS Code kept of an earlier life of the page. */
  readonly stored?: unknown;
  readonly handlers?: Partial<Handlers>;
}

/** What the host says where there is nothing to say. */
const quiet: PanelState = {
  content: { kind: 'empty' },
  progress: null,
  memento: null,
  notice: null,
  pinned: false,
};

/** What vscode-in-page.js defines. */
interface InPage {
  deliver(text: string): void;
}

/** The panel in a browser page, with a host of our own that answers from a report and writes down what is asked. */
export class PanelPage {
  readonly asked: Asked[] = [];
  /** Everything a user never sees but a developer must: policy violations, errors on the console. */
  readonly complaints: string[] = [];
  private readonly listeners = new Set<(message: unknown) => void>();
  private readonly transport: Transport;

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly state: PanelState,
    report: Report | undefined,
    handlers: Partial<Handlers>,
  ) {
    this.transport = {
      post: (message) => void this.deliver(message).catch(() => undefined),
      listen: (receive) => {
        this.listeners.add(receive);
        return () => this.listeners.delete(receive);
      },
    };
    const done = (): null => null;
    const defaults: Handlers = {
      ready: () => this.state,
      window: (wanted) => windowOf(report, wanted),
      change: done,
      look: done,
      reveal: done,
      cancel: done,
      openExample: done,
      pin: done,
      insert: done,
      applyFix: done,
      revealLine: done,
    };
    serve(this.transport, { ...defaults, ...handlers });
  }

  static async open(browser: Browser, server: PanelServer, options: Options = {}): Promise<PanelPage> {
    const { theme = 'dark-modern', width = 700, height = 900, report, progress = null } = options;
    const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const content = options.content ?? (report ? contentOf(report) : { kind: 'empty' as const });
    const panel = new PanelPage(
      page,
      context,
      { ...quiet, content, progress, memento: options.memento ?? null, ...options.state },
      report,
      options.handlers ?? {},
    );
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) panel.complaints.push(message.text());
    });
    page.on('pageerror', (error) => panel.complaints.push(error.stack ?? error.message));
    await page.exposeFunction('hostReceive', (text: string) => panel.receive(JSON.parse(text)));
    await page.exposeFunction('hostComplain', (text: string) => panel.complaints.push(text));
    await page.addInitScript(keepOnce, JSON.stringify(options.stored ?? null));
    await page.addInitScript({ path: join(import.meta.dirname, 'vscode-in-page.js') });
    await page.goto(server.address(theme));
    return panel;
  }

  /** Waits until every value that was asked for is on the page. */
  async settled(): Promise<this> {
    await this.page.locator('h1').first().waitFor();
    await this.page.waitForFunction(
      () => ![...document.querySelectorAll('td')].some((cell) => cell.textContent === '…'),
    );
    await this.page.evaluate(() => document.fonts.ready);
    return this;
  }

  show(state: Partial<PanelState>): void {
    emit(this.transport, 'state', { ...quiet, ...state });
  }

  /** The parameters of every request of one kind. */
  askedFor(method: Method): unknown[] {
    return this.asked.filter((request) => request.method === method).map(({ params }) => params);
  }

  async stored(): Promise<unknown> {
    return JSON.parse(await this.page.evaluate(() => sessionStorage.getItem('vscode') ?? 'null')) as unknown;
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  private receive(message: unknown): void {
    const unpacked = unpack(message) as Asked & { readonly kind: string };
    if (unpacked.kind === 'request') this.asked.push({ method: unpacked.method, params: unpacked.params });
    for (const listener of this.listeners) listener(unpacked);
  }

  /** As VS Code carries a message: JSON, with the bytes of typed arrays beside it. */
  private async deliver(message: unknown): Promise<void> {
    const text = JSON.stringify(pack(message), (_, value: unknown) =>
      value instanceof Float64Array
        ? { $float64: Array.from(value, (v) => (Object.is(v, -0) ? '-0' : String(v))) }
        : value,
    );
    await this.page.evaluate((json) => (window as unknown as InPage).deliver(json), text);
  }
}

/** What an earlier life of the page stored; a reload in the test must not put it back. */
function keepOnce(stored: string): void {
  if (sessionStorage.getItem('vscode') === null) sessionStorage.setItem('vscode', stored);
}

/** A report as the host shows it: the summary without the tensors. */
export function contentOf(
  { tensors: _, ...report }: Report,
  document = 'notes.py',
  checked: FunctionSummary | null = null,
): Content {
  return { kind: 'report', report, document, checked };
}

function windowOf(report: Report | undefined, { tensor, ...rectangle }: TensorWindow): Float64Array[] {
  const found = report?.tensors[tensor];
  if (found === undefined) throw new Error(`There is no tensor named ${tensor}.`);
  return readWindow(found, rectangle);
}
