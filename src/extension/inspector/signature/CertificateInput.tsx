import { useId, useState } from 'preact/hooks';
import { readCertificateFile } from './read-certificate-file.ts';
import { forgetCertificates, tryCertificates, useTriedCertificates } from './session-certificates.ts';

/** Paste, drop or choose a certificate: it is read at once, kept until the inspector closes, and sent nowhere. */
export function CertificateInput() {
  const tried = useTriedCertificates();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const [over, setOver] = useState(false);
  const id = useId();

  async function accept(given: string) {
    if (given.trim() === '') return setProblem(undefined);
    const { readCertificates } = await import('../../../core/signature/index.ts');
    const result = await readCertificates(given);
    if (!result.ok) return setProblem(result.detail);
    setProblem(undefined);
    setText('');
    tryCertificates({ text: given, certificates: result.certificates.map(({ facts }) => facts) });
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
        Paste the PEM of the certificate that signs, or drop its file here. It is kept until the inspector closes.
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
          {tried.map(({ text: pem, certificates }) => (
            <li key={pem} data-testid="tried">
              <span>{certificates.map(({ subject }) => subject.slice(0, 200)).join('; ')}</span>{' '}
              <button
                type="button"
                class="button"
                aria-label={`Remove ${certificates[0]?.subject.slice(0, 200) ?? 'it'}`}
                onClick={() => forgetCertificates(pem)}
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
