import { useEffect, useState } from 'preact/hooks';
import type { CertificateFacts } from '../../../core/model/index.ts';
import { Icon } from '../parts/Icon.tsx';
import { LongText } from '../parts/LongText.tsx';
import { certificatesIn, readCertificate } from './certificate-text.ts';

interface Props {
  readonly attributes: { readonly id: string };
  /** PEM. */
  readonly certificates: readonly string[];
  readonly onChange: (certificates: readonly string[]) => void;
}

/** The registered certificates with subject and expiry; more are pasted, dropped or read from files. */
export function Certificates({ attributes, certificates, onChange }: Props) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();

  async function add(pem: string) {
    const found = await certificatesIn(pem);
    if ('problem' in found) {
      setProblem(found.problem);
      return;
    }
    setProblem(undefined);
    setText('');
    onChange([...certificates, ...found.certificates.filter((one) => !certificates.includes(one))]);
  }

  async function addFiles(files: FileList | null | undefined) {
    const texts = await Promise.all([...(files ?? [])].map((file) => file.text()));
    if (texts.length > 0) await add(texts.join('\n'));
  }

  return (
    <>
      {certificates.length > 0 && (
        <ul class="certificates">
          {certificates.map((pem, index) => (
            <CertificateItem
              key={pem}
              pem={pem}
              onRemove={() => onChange(certificates.filter((_, place) => place !== index))}
            />
          ))}
        </ul>
      )}
      <textarea
        {...attributes}
        rows={2}
        spellcheck={false}
        autocomplete="off"
        placeholder="-----BEGIN CERTIFICATE-----  Paste or drop PEM here"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          const files = event.dataTransfer?.files;
          if (!files || files.length === 0) return;
          event.preventDefault();
          void addFiles(files);
        }}
      />
      <div class="portal-actions">
        <button type="button" class="button" onClick={() => add(text)}>
          Add certificate
        </button>
        <input
          type="file"
          accept=".pem,.crt,.cer,.cert"
          multiple
          aria-label="Certificate files"
          onChange={async ({ currentTarget }) => {
            await addFiles(currentTarget.files);
            currentTarget.value = '';
          }}
        />
      </div>
      {problem !== undefined && (
        <p class="bad" role="alert">
          <Icon name="error" /> {problem}
        </p>
      )}
    </>
  );
}

type Read = { readonly facts: CertificateFacts } | { readonly problem: string };

function CertificateItem({ pem, onRemove }: { readonly pem: string; readonly onRemove: () => void }) {
  const [read, setRead] = useState<Read>();
  useEffect(() => {
    void readCertificate(pem).then(setRead);
  }, [pem]);
  const name = read && 'facts' in read ? read.facts.subject : 'certificate';
  return (
    <li data-testid="certificate">
      <div>
        {read === undefined && <span class="quiet">Reading…</span>}
        {read && 'problem' in read && (
          <span class="bad">
            <Icon name="error" /> {read.problem}
          </span>
        )}
        {read && 'facts' in read && <Facts facts={read.facts} />}
      </div>
      <button type="button" class="button" aria-label={`Remove ${name}`} onClick={onRemove}>
        Remove
      </button>
    </li>
  );
}

const DAY = 86_400_000;

function Facts({ facts }: { readonly facts: CertificateFacts }) {
  const { subject, notBefore, notAfter, keyType, keyBits } = facts;
  const days = Math.floor((notAfter - Date.now()) / DAY);
  return (
    <>
      <strong class="mono">
        <LongText text={subject} />
      </strong>
      <div class={days < 0 ? 'bad' : days < 30 ? 'severity-warning' : 'quiet'}>
        {days < 0 && <Icon name="error" />} {days < 0 ? 'Expired on' : 'Valid to'} {dayOf(notAfter)}
        {days >= 0 && days < 30 && `, ${days} days left`}; from {dayOf(notBefore)}; {keyType} {keyBits} bits
      </div>
    </>
  );
}

/** `2027-03-04`, of universal time; certificates may hold any year. */
function dayOf(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? 'an unknown date' : date.toISOString().slice(0, 10);
}
