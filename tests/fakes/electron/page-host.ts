/** Where a window's page really lives: Chromium in browser-host.ts, nowhere in unit tests. */
export type PageHost = {
  readonly open: (page: PageRequest) => Promise<HostedPage>;
  readonly close: () => Promise<void>;
};

export type PageRequest = {
  readonly url: string;
  readonly preloadFile: string;
  readonly programArguments: readonly string[];
  readonly width: number;
  readonly height: number;
  /** What the shell's permission handler answers to our own page. */
  readonly mayUseMicrophone: boolean;
  readonly invoke: (channel: string, values: readonly unknown[]) => Promise<unknown>;
  readonly send: (channel: string, values: readonly unknown[]) => void;
  /** Answers app://… as the shell's protocol handler does. */
  readonly serve: (request: Request) => Promise<Response>;
  /** An error in the page's console, a refusal of its content security policy among them. */
  readonly onComplaint: (text: string) => void;
  /** The page starts to load anew, by itself or by us. */
  readonly onNavigation: () => void;
};

export type HostedPage = {
  /** Resolves once the page is loaded; it speaks and is spoken to before that. */
  readonly load: () => Promise<void>;
  readonly send: (channel: string, values: readonly unknown[]) => Promise<void>;
  readonly reload: () => Promise<void>;
  readonly close: () => Promise<void>;
};
