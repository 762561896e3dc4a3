/** Small facts remembered between sessions. Nothing recorded is ever kept here. */
type Preference = 'list-width' | 'list-height' | 'filters-shown' | 'has-recorded' | 'redirects-view';

export function readPreference(name: Preference): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined; // storage blocked by the browser's settings
  }
}

export function writePreference(name: Preference, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // The inspector works without it.
  }
}
