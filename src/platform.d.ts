/**
 * The few web platform classes that exist alike in browsers, workers and Node, declared for `core`,
 * which compiles without the DOM and without Node's types.
 */
declare class URL {
  constructor(url: string, base?: string | URL);
  static canParse(url: string, base?: string | URL): boolean;
  hash: string;
  readonly host: string;
  readonly hostname: string;
  readonly href: string;
  readonly origin: string;
  readonly password: string;
  pathname: string;
  readonly port: string;
  readonly protocol: string;
  search: string;
  readonly username: string;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array): string;
}

declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}

declare function atob(data: string): string;
declare function btoa(data: string): string;

interface CryptoKey {
  readonly type: string;
}

declare const crypto: {
  readonly subtle: {
    digest(
      algorithm: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512',
      data: Uint8Array<ArrayBuffer>,
    ): Promise<ArrayBuffer>;
    importKey(
      format: 'spki',
      keyData: Uint8Array<ArrayBuffer>,
      algorithm: { readonly name: string; readonly hash: string },
      extractable: boolean,
      usages: readonly ['verify'],
    ): Promise<CryptoKey>;
    verify(
      algorithm: string,
      key: CryptoKey,
      signature: Uint8Array<ArrayBuffer>,
      data: Uint8Array<ArrayBuffer>,
    ): Promise<boolean>;
  };
};
