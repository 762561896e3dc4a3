import { useEffect, useState } from 'preact/hooks';
import type { LoginGovVerdict } from '../../../core/model/index.ts';
import { Icon } from '../parts/Icon.tsx';
import { LongText } from '../parts/LongText.tsx';
import { readCertificate } from '../portal/certificate-text.ts';
import { dayOf } from './day.ts';
import { type ReadCertificate, type RegisteredRow, registeredRows } from './registered-rows.ts';
import { loginGovWords } from './verdict-words.ts';

interface Props {
  readonly verdict: LoginGovVerdict;
  /** `certs` of the portal configuration: PEM. */
  readonly registered: readonly string[] | undefined;
}

/** Each registered certificate in the order in which Login.gov tries them, and which one matched. */
export function RegisteredList({ verdict, registered }: Props) {
  const rows = registeredRows(verdict, useRead(registered));
  if (rows.length === 0) return null;
  return (
    <section>
      <h3>Registered certificates, as Login.gov tries them</h3>
      <ol class="registered">
        {rows.map((row, index) => (
          <Row key={index} row={row} />
        ))}
      </ol>
    </section>
  );
}

function Row({ row: { subject, notAfter, outcome, problem } }: { readonly row: RegisteredRow }) {
  const tone = outcome === undefined ? 'neutral' : outcome === 'verified' ? 'good' : 'bad';
  return (
    <li
      data-testid="registered"
      data-outcome={outcome ?? (problem === undefined ? 'not-tried' : 'unreadable')}
    >
      <span class={`tone-${tone}`}>
        <Icon name={tone} />
      </span>{' '}
      <LongText text={subject ?? 'Unreadable certificate'} limit={200} />
      {notAfter !== undefined && <span class="quiet"> to {dayOf(notAfter)}</span>}{' '}
      {outcome !== undefined && <code>{outcome}</code>}
      <div class="quiet">{problem ?? (outcome === undefined ? 'Not tried.' : wordsFor(outcome))}</div>
    </li>
  );
}

function wordsFor(outcome: LoginGovVerdict['outcome']): string {
  return outcome === 'verified'
    ? 'It matches: Login.gov encrypts the response for it.'
    : loginGovWords({ outcome });
}

/** What the certificates say; undefined while they are read, and without any. */
function useRead(registered: readonly string[] | undefined): readonly ReadCertificate[] | undefined {
  const [read, setRead] = useState<readonly ReadCertificate[]>();
  useEffect(() => {
    let isCurrent = true;
    setRead(undefined);
    if (registered) {
      void Promise.all(registered.map(readCertificate)).then((all) => {
        if (isCurrent) setRead(all);
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [registered]);
  return read;
}
