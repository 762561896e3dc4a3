import type { Deployments } from '../../../core/login-gov/environments.ts';
import type { FlowInspection, PortalConfiguration } from '../../../core/model/index.ts';
import { Icon } from '../parts/Icon.tsx';
import { LongText } from '../parts/LongText.tsx';
import { usePortal } from '../portal/portal-context.ts';
import type { HopPlaces } from './HopLinks.tsx';
import { PolicyCard } from './PolicyCard.tsx';
import { predict } from './prediction.ts';

interface Props extends HopPlaces {
  readonly inspection: FlowInspection;
  readonly portal: PortalConfiguration | undefined;
  readonly deployments: Deployments | undefined;
  /** The user was led to its policy. */
  readonly isMarked: boolean;
}

/** The policy that follows from what is registered, before anyone signs in; or what is missing to predict it. */
export function PredictionSection(props: Props) {
  const { open } = usePortal();
  return (
    <section class="prediction" data-testid="prediction">
      <header>
        <h2>Predicted from the portal configuration</h2>
        <button type="button" class="button" onClick={() => open(props.inspection.client)}>
          {props.portal === undefined ? 'Enter it' : 'Edit'}
        </button>
      </header>
      <Predicted {...props} />
    </section>
  );
}

function Predicted({ inspection, portal, deployments, isMarked, ...places }: Props) {
  const needs = missing(inspection, portal);
  const prediction = portal === undefined ? undefined : predict(inspection, portal, deployments);
  if (needs !== undefined || prediction === undefined) {
    return <p class="quiet">{needs ?? 'The request names no address for the response.'}</p>;
  }
  const { rows, origins, hops } = prediction;
  const gaps = rows.formAction?.uncovered.chromium.length ?? 0;
  return (
    <>
      <p>
        <Icon name={gaps > 0 ? 'error' : 'done'} />{' '}
        {hops.length === 0
          ? 'No hop after Login.gov is known yet.'
          : gaps > 0
            ? 'Chromium would refuse this sign-in with what is registered.'
            : 'What is registered covers every hop after Login.gov.'}
      </p>
      <PolicyCard rows={rows} title="What Login.gov would send" isMarked={isMarked} {...places} />
      <details class="fold">
        <summary>Where its sources come from ({origins.length})</summary>
        <dl class="origins">
          {origins.slice(0, MOST_ORIGINS).map(({ source, uris }) => (
            <div key={source}>
              <dt class="mono">{source}</dt>
              <dd class="mono">
                <LongText text={uris.join(', ')} />
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

const MOST_ORIGINS = 100;

/** What the prediction lacks, in a sentence. */
function missing(
  { client, protocol }: FlowInspection,
  portal: PortalConfiguration | undefined,
): string | undefined {
  if (portal?.issuer !== undefined && client !== undefined && portal.issuer !== client) {
    return 'The portal configuration is that of another application.';
  }
  if (portal?.redirect_uris !== undefined) return undefined;
  const wanted = protocol === 'saml' ? 'redirect_uris and acs_url' : 'redirect_uris';
  return `With ${wanted} of the portal configuration, the policy that Login.gov will send is known before anyone signs in, and so is every hop that it will refuse.`;
}
