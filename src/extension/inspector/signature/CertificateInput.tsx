import { useId, useState } from 'preact/hooks';
import { LongText } from '../parts/LongText.tsx';
import { certificatesIn, readCertificate } from '../portal/certificate-text.ts';
import { usePortal } from '../portal/portal-context.ts';
import { readCertificateFile } from './read-certificate-file.ts';
import { forgetCertificate, tryCertificates, useTriedCertificates } from './session-certificates.ts';

interface Props {
  /** Issuer of the request: a certificate may be kept in its portal configuration. */
  readonly client: string | undefined;
}

/** Paste, drop or choose a certificate: it is read at once, kept until the inspector closes, and sent nowhere. */
export function CertificateInput({ client }: Props) {
  const { addCertificate } = usePortal(client);
  const tried = useTriedCertificates();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const [over, setOver] = useState(false);
  const id = useId();

  async function accept(given: string) {
    if (given.trim() === '') return setProblem(undefined);
    const found = await certificatesIn(given);
    if ('problem' in found) return setProblem(found.problem);
    const read = await Promise.all(
      found.certificates.map(async (pem) => ({ pem, ...(await readCertificate(pem)) })),
    );
    setProblem(undefined);
    setText('');
    tryCertificates(read.filter((each) => 'facts' in each));
  }

  async function acceptFile(file: File | undefined | null) {
    if (!file) return;
    const read = await readCertificateFile(file);
    if (read.ok) await accept(read.text);
    else setProblem(read.detail);
  }

  return (
    <section class="certificate-input" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>Try a certificate</h2>
      <p class="quiet" id={`${id}-help`}>
        Paste the PEM of the certificate that signs, or drop its file here. It is kept until the inspector
        closes.
      </p>
      <textarea
        class={over ? 'drop-here' : undefined}
        data-testid="pem"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-help ${id}-problem`}
        aria-invalid={problem !== undefined}
        placeholder="-----BEGIN CERTIFICATE-----"
        rows={3}
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={(event) => {
          const { value } = event.currentTarget;
          setText(value);
          // What is typed is read on request, what is pasted at once.
          if (/paste|drop/i.test(event.inputType)) void accept(value);
          else setProblem(undefined);
        }}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          setOver(false);
          const [file] = event.dataTransfer?.files ?? [];
          if (!file) return;
          event.preventDefault();
          void acceptFile(file);
        }}
      />
      <p class="bad" role="alert" id={`${id}-problem`} data-testid="pem-problem">
        {problem}
      </p>
      <div class="certificate-actions">
        <button type="button" class="button" data-testid="pem-add" onClick={() => accept(text)}>
          Verify with it
        </button>
        <label class="button file-button">
          Choose a file…
          <input
            type="file"
            class="off-screen"
            accept=".pem,.crt,.cer,.der,.txt"
            onChange={(event) => {
              const input = event.currentTarget;
              void acceptFile(input.files?.[0]).finally(() => {
                input.value = '';
              });
            }}
          />
        </label>
      </div>
      {tried.length > 0 && (
        <ul class="tried" aria-label="Certificates that are tried">
          {tried.map(({ pem, facts: { subject } }) => (
            <li key={pem} data-testid="tried">
              <LongText text={subject} />{' '}
              <button
                type="button"
                class="button"
                data-testid="pem-keep"
                title="Keep it on this device as a registered certificate of this application"
                onClick={() => {
                  addCertificate(pem);
                  forgetCertificate(pem);
                }}
              >
                Add to portal configuration
              </button>{' '}
              <button
                type="button"
                class="button"
                aria-label={`Remove ${subject.slice(0, 200)}`}
                onClick={() => forgetCertificate(pem)}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
