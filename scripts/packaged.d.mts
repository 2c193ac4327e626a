import type { Page } from 'playwright-core';
import type { Driver } from '../test/integration/driver';

export interface Window {
  readonly page: Page;
  readonly driver: Driver;
  close(): Promise<void>;
}

export function packageExtension(): Promise<string>;
export function openWithInstalled(vsix: string, folder: string): Promise<Window>;
export function openInWebHost(folder: string): Promise<Window>;
