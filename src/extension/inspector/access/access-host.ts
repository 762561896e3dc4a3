/** What the browser offers about access to sites; `browser-access.ts` is the real one. */
export interface AccessHost {
  /** Match patterns of the hosts that the extension has from its installation on. */
  readonly installed: readonly string[];
  /** Absent where the browser has no such API: in a panel of Firefox's developer tools. */
  readonly permissions?: Permissions;
}

export interface Permissions {
  /** Match patterns of all hosts that the extension has access to. */
  granted(): Promise<readonly string[]>;
  /**
   * Asks for hosts, and to run the content scripts there. Must be called in the handler of the user's click, before
   * anything is awaited. False when the user declines.
   */
  request(patterns: readonly string[]): Promise<boolean>;
  remove(patterns: readonly string[]): Promise<void>;
  /** Calls back whenever access was given or taken away, here or in the browser's settings. */
  onChanged(listener: () => void): void;
}
