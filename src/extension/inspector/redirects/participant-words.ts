import type { Participant, ParticipantKind } from '../../../core/sequence/index.ts';
import { counted } from '../../../formats/report/words.ts';

export const PARTICIPANTS: Readonly<Record<ParticipantKind, string>> = {
  'service-provider': 'Service provider',
  browser: 'Browser',
  'login-gov': 'Login.gov',
  other: 'Other host',
  app: 'App',
};

/** Its host or scheme, or how many hosts it stands for. */
export function hostOf({ name, hosts }: Participant): string {
  if (hosts !== undefined) return counted(hosts, 'more host');
  return name === '?' ? 'unreadable address' : name;
}
