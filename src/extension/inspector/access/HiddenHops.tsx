import { useState } from 'preact/hooks';
import type { Flow } from '../../../core/model/index.ts';
import { counted } from '../../../formats/report/words.ts';
import { Icon } from '../parts/Icon.tsx';
import { useAccess } from './access-context.ts';
import { type HiddenHost, hiddenHosts } from './hidden-hosts.ts';
import './hidden-hops.css';

/** Hosts that are named in a sentence; more are counted. */
const NAMED = 2;

/** What of a flow was not visible for want of access, and a button to allow it. Nothing in a DevTools panel. */
export function HiddenHops({ flow }: { readonly flow: Pick<Flow, 'navigations' | 'engine'> }) {
  const access = useAccess();
  const [allowed, setAllowed] = useState<string>();
  // A flow without an engine comes from a file: nothing here decides what it holds.
  if (access.status !== 'ready' || access.inPanel || flow.engine === undefined) return null;
  const hosts = hiddenHosts(flow, access.granted);
  if (hosts.length === 0) {
    return (
      <div role="status">
        {allowed !== undefined && (
          <p class="hidden-hops hidden-hops-allowed" data-testid="hosts-allowed">
            <Icon name="done" /> {allowed} allowed. The next sign-in is recorded with what happens there.{' '}
            <button type="button" class="link" onClick={access.open}>
              Change
            </button>
          </p>
        )}
      </div>
    );
  }
  const names = namesOf(hosts);
  return (
    <section class="hidden-hops" data-testid="hidden-hops" aria-label="Hops that are not visible">
      <p>
        <Icon name="hidden" /> <strong>{notVisible(hosts, names)}</strong> With access, the next sign-in is
        recorded whole; nothing leaves this browser.
      </p>
      <div class="hidden-hops-buttons">
        <button
          type="button"
          class="button"
          data-testid="allow-hosts"
          onClick={async () => {
            if (await access.allow(hosts.map(({ pattern }) => pattern)))
              setAllowed(`${names} ${isOrAre(hosts)}`);
          }}
        >
          Allow {hosts.length === 1 ? names : `these ${hosts.length} sites`}
        </button>
        <button
          type="button"
          class="button"
          data-testid="allow-all"
          onClick={async () => {
            if (await access.allowAll()) setAllowed('All sites are');
          }}
        >
          Allow all sites
        </button>
      </div>
    </section>
  );
}

/** `2 hops on sp.example.gov are not visible.` */
function notVisible(hosts: readonly HiddenHost[], names: string): string {
  const hops = hosts.reduce((sum, host) => sum + host.hops, 0);
  return `${counted(hops, 'hop')} on ${names} ${hops === 1 ? 'is' : 'are'} not visible.`;
}

function namesOf(hosts: readonly HiddenHost[]): string {
  const names = hosts.slice(0, NAMED).map(({ host }) => host);
  const rest = hosts.length - names.length;
  if (rest > 0) names.push(counted(rest, 'more site'));
  return names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function isOrAre(hosts: readonly HiddenHost[]): string {
  return hosts.length === 1 ? 'is' : 'are';
}
