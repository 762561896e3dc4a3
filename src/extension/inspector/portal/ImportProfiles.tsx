import { useState } from 'preact/hooks';
import type { PortalConfiguration } from '../../../core/model/index.ts';
import {
  PortalConfigurationError,
  parsePortalConfigurations,
} from '../../../formats/portal/parse-portal-configuration.ts';
import { counted } from '../../../formats/report/words.ts';
import { Icon } from '../parts/Icon.tsx';
import { mergeProfiles } from './field-value.ts';

interface Props {
  readonly profiles: readonly PortalConfiguration[];
  readonly onImport: (profiles: readonly PortalConfiguration[]) => void;
}

interface Result {
  readonly words: string;
  readonly problems: readonly string[];
  readonly failed?: true;
}

/** Most characters that are read. */
const MAX_TEXT = 16 * 1024 * 1024;

/** Configurations from JSON, pasted or of a file. A wrong field is named and left out, the others are imported. */
export function ImportProfiles({ profiles, onImport }: Props) {
  const [text, setText] = useState('');
  const [result, setResult] = useState<Result>();

  function read(json: string) {
    try {
      const { portals, problems } = parsePortalConfigurations(json);
      const merged = mergeProfiles(profiles, portals);
      if (portals.length > 0) onImport(merged.profiles);
      setText('');
      setResult({ words: summaryOf(merged.added, merged.replaced), problems });
    } catch (error) {
      if (!(error instanceof PortalConfigurationError)) throw error;
      setResult({ words: `This is no portal configuration: ${error.message}.`, problems: [], failed: true });
    }
  }

  async function readFile(file: File | undefined) {
    if (!file) return;
    if (file.size > MAX_TEXT) {
      setResult({ words: `${file.name} is larger than 16 MB.`, problems: [], failed: true });
      return;
    }
    read(await file.text());
  }

  return (
    <details class="fold portal-import">
      <summary>Import JSON</summary>
      <label for="portal-json" class="off-screen">
        JSON of one configuration, or a list of them
      </label>
      <textarea
        id="portal-json"
        data-testid="portal-json"
        rows={4}
        spellcheck={false}
        autocomplete="off"
        placeholder='{"issuer": "urn:gov:gsa:…", "redirect_uris": ["https://…"], "ial": 1}'
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <div class="portal-actions">
        <button type="button" class="button" onClick={() => read(text)}>
          Import
        </button>
        <input
          type="file"
          accept=".json,application/json"
          aria-label="JSON file"
          onChange={async ({ currentTarget }) => {
            await readFile(currentTarget.files?.[0]);
            currentTarget.value = '';
          }}
        />
      </div>
      {result && (
        <div role="status" data-testid="portal-import-result">
          <p class={result.failed ? 'bad' : ''}>
            {result.failed && <Icon name="error" />} {result.words}
          </p>
          {result.problems.length > 0 && (
            <>
              <p class="severity-warning">
                <Icon name="warning" /> {counted(result.problems.length, 'field')} left out:
              </p>
              <ul class="portal-problems">
                {result.problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </details>
  );
}

function summaryOf(added: number, replaced: number): string {
  const parts = [
    ...(added > 0 ? [`${counted(added, 'configuration')} added`] : []),
    ...(replaced > 0 ? [`${counted(replaced, 'configuration')} replaced`] : []),
  ];
  return parts.length > 0 ? `${parts.join(', ')}.` : 'There is no configuration in it.';
}
