import type { Command } from '../../wire/commands.ts';
import { isRecording, type Recording } from '../../wire/storage.ts';
import type { Host } from '../host/host.ts';
import type { Scope } from '../state/flow-filter.ts';

/** What is looked at is what Record and Clear act on: a tab, its window, or all windows. */

type Place = Pick<Host, 'inspectedTab' | 'window' | 'isPrivate'>;

/** The choices there are, the first one chosen at first. */
export function scopesAt({ inspectedTab, window }: Place): readonly Scope[] {
  const own: readonly Scope[] = window === undefined ? [] : ['window'];
  return inspectedTab === undefined ? ['all', ...own] : ['tab', ...own, 'all'];
}

/** Whether new sign-ins in that scope are recorded; of all windows, whether those without a state of their own are. */
export function isRecordingIn(recording: Recording, scope: Scope, { window }: Place): boolean {
  return isRecording(recording, scope === 'all' ? undefined : window);
}

/** Recording is on or off for whole windows, also where one tab is looked at. */
export function recordCommand(on: boolean, scope: Scope, { window }: Place): Command {
  return { kind: 'set-recording', on, ...(scope !== 'all' && window !== undefined && { window }) };
}

export function clearCommand(scope: Scope, { inspectedTab, window, isPrivate }: Place): Command {
  return {
    kind: 'clear',
    ...(scope === 'tab' && inspectedTab !== undefined && { tab: inspectedTab }),
    ...(scope === 'window' && window !== undefined && { window }),
    ...(isPrivate && { private: true }),
  };
}
