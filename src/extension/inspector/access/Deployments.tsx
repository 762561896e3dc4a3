import { useRef, useState } from 'preact/hooks';
import { Icon } from '../parts/Icon.tsx';
import { useStore } from '../use-store.ts';
import type { AccessStore } from './access-store.ts';

/** The deployments of Login.gov that the user named: added by address, removed one by one. */
export function Deployments({ store }: { readonly store: AccessStore }) {
  const { deployments, status } = useStore(store);
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);

  async function add() {
    const field = input.current;
    if (!field) return;
    const wrong = await store.addDeployment(field.value);
    setProblem(wrong);
    if (wrong === undefined) field.value = '';
    field.focus();
  }

  return (
    <section class="access-section">
      <h3>Other deployments of Login.gov</h3>
      <p class="quiet">
        A local identity provider or a review app. What happens there is recorded and judged like Login.gov
        itself. The list is kept on this device.
      </p>
      {deployments.length > 0 && (
        <ul class="access-list">
          {deployments.map((origin) => (
            <li key={origin} data-testid="deployment">
              <span class="mono">{origin}</span>
              <button type="button" class="button" onClick={() => store.removeDeployment(origin)}>
                Remove<span class="off-screen"> {origin}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {status !== 'unavailable' && (
        <form
          class="access-add"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <label for="deployment">Address</label>
          <input
            id="deployment"
            data-testid="deployment-address"
            type="url"
            ref={input}
            spellcheck={false}
            autocomplete="off"
            placeholder="http://localhost:3001"
            aria-invalid={problem !== undefined}
            aria-describedby={problem === undefined ? undefined : 'deployment-problem'}
          />
          <button type="submit" class="button" data-testid="add-deployment">
            Add
          </button>
        </form>
      )}
      {problem !== undefined && (
        <p class="bad" id="deployment-problem" role="alert" data-testid="deployment-problem">
          <Icon name="error" /> {problem}
        </p>
      )}
    </section>
  );
}
