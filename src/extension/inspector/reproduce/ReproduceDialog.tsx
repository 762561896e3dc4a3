import { useMemo, useState } from 'preact/hooks';
import type { Environment } from '../../../core/login-gov/environments.ts';
import { type Destination, destinationOf } from '../../../formats/reproduce/destination.ts';
import { curlCommand, formPage } from '../../../formats/reproduce/request-text.ts';
import {
  type NotReproducible,
  type StartingRequest,
  startingRequest,
} from '../../../formats/reproduce/starting-request.ts';
import { useAccess } from '../access/access-context.ts';
import type { Host } from '../host/host.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { NamedValue } from '../parts/NamedValue.tsx';
import { SentParameters } from './SentParameters.tsx';
import './reproduce.css';
import type { Reproduced } from './reproduce-context.ts';
import { whatDiffers } from './what-differs.ts';

interface Props {
  readonly reproduced: Reproduced;
  readonly onOpen: Host['openRequest'];
  /** The request was opened in that tab. */
  readonly onSent: (tab: number) => void;
  readonly onClose: () => void;
}

const NOT_REPRODUCIBLE: Readonly<Record<NotReproducible, string>> = {
  'no-request': 'No request of this flow asks Login.gov to sign in or out, so there is none to send again.',
  'form-unknown':
    'The request was a form, and not all of it is known: it was not seen, was masked, or has fields that are not kept.',
};

/** Shows the first request of a flow, where it would go and what would differ; then opens it in a tab, or copies it. */
export function ReproduceDialog({ reproduced, onOpen, onSent, onClose }: Props) {
  const { recorded, redacted, records } = reproduced;
  const { deployments } = useAccess();
  const request = useMemo(() => startingRequest(recorded.flow, redacted), [recorded.flow, redacted]);
  const [meant, setMeant] = useState(false);
  const [failure, setFailure] = useState<string>();
  if (typeof request === 'string') {
    return (
      <Dialog title="Reproduce" testId="reproduce-dialog" onClose={onClose}>
        <p class="empty">{NOT_REPRODUCIBLE[request]}</p>
      </Dialog>
    );
  }
  const destination = destinationOf(request.url, deployments);
  const isProduction = destination.kind === 'known' && destination.environment === 'production';

  async function send({ method, url, fields = [] }: StartingRequest) {
    try {
      const answer = await onOpen(method === 'GET' ? { method, url } : { method, url, fields: [...fields] });
      if ('tab' in answer) onSent(answer.tab);
      else setFailure(answer.failure);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <Dialog title="Reproduce: what will be sent" testId="reproduce-dialog" onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it to do so */}
      <section class="reproduce" tabIndex={0} aria-label="The request and where it goes">
        <WhereTo destination={destination} meant={meant} onMeant={setMeant} />
        <p class="reproduce-line mono" data-testid="reproduce-line">
          <strong>{request.method}</strong> <NamedValue name="URL" value={request.url} secret={false} />
        </p>
        <h3>What will differ</h3>
        <ul class="reproduce-notes" data-testid="reproduce-notes">
          {whatDiffers(request).map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
        <SentParameters parameters={request.parameters} />
        {!records && (
          <p class="notice">
            <Icon name="record-off" /> Recording is paused: the new flow cannot be compared with this one.
          </p>
        )}
        {failure !== undefined && (
          <p class="notice notice-bad" role="alert" data-testid="reproduce-failure">
            <Icon name="error" /> {failure}
          </p>
        )}
      </section>
      <footer class="dialog-actions">
        <button
          type="button"
          class="button"
          data-testid="reproduce-open"
          disabled={destination.kind === 'foreign' || (isProduction && !meant)}
          onClick={() => send(request)}
        >
          Open in a new tab
        </button>
        {request.method === 'GET' ? (
          <CopyButton value={request.url} what="the URL, with its secrets" label="Copy URL" />
        ) : (
          <CopyButton
            value={() => formPage(request)}
            what="the form as a page, with its secrets"
            label="Copy as HTML form"
          />
        )}
        <CopyButton
          value={() => curlCommand(request)}
          what="the command, with its secrets"
          label="Copy as cURL"
        />
      </footer>
    </Dialog>
  );
}

const ENVIRONMENTS: Readonly<Record<Exclude<Environment, 'production'>, string>> = {
  sandbox: 'Login.gov’s sandbox: test accounts, no real people.',
  'other-deployment': 'another deployment of Login.gov.',
  local: 'an identity provider on this computer.',
};

interface WhereToProps {
  readonly destination: Destination;
  readonly meant: boolean;
  readonly onMeant: (meant: boolean) => void;
}

/** Which deployment the request would go to. Nobody sends to production by the way. */
function WhereTo({ destination, meant, onMeant }: WhereToProps) {
  const { kind, host } = destination;
  if (kind === 'foreign') {
    return (
      <p class="notice notice-bad" data-testid="reproduce-where">
        <Icon name="bad" /> <strong>{host.slice(0, 300)}</strong> is no deployment of Login.gov that you use,
        so the inspector does not send there. If it is one, name it under <em>Access</em>.
      </p>
    );
  }
  if (destination.environment !== 'production') {
    return (
      <p class="notice notice-quiet" data-testid="reproduce-where">
        <Icon name="info" /> It goes to <strong>{host}</strong>, {ENVIRONMENTS[destination.environment]}
      </p>
    );
  }
  return (
    <div class="notice notice-bad" data-testid="reproduce-where">
      <p>
        <Icon name="warning" /> It goes to <strong>{host}: production</strong>. Accounts there belong to real
        people, and a sign-in counts as one. Use an account of your own.
      </p>
      <label class="reproduce-meant">
        <input
          type="checkbox"
          data-testid="reproduce-meant"
          checked={meant}
          onChange={({ currentTarget }) => onMeant(currentTarget.checked)}
        />
        <span>I want to send it to production.</span>
      </label>
    </div>
  );
}
