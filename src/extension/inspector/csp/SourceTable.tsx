import type { Engine, Hop } from '../../../core/model/index.ts';
import { ENGINES } from '../../../formats/report/form-action-words.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { Icon } from '../parts/Icon.tsx';
import { LongText } from '../parts/LongText.tsx';
import { UrlText } from '../parts/UrlText.tsx';
import { HopLinks, type HopPlaces } from './HopLinks.tsx';
import type { PolicyRows } from './policy-rows.ts';

interface Props extends HopPlaces {
  readonly formAction: NonNullable<PolicyRows['formAction']>;
  /** A report-only policy refuses nothing. */
  readonly isEnforced: boolean;
}

const BROWSERS: readonly Engine[] = ['chromium', 'firefox'];

/** The sources of form-action, each with the hops that it covers, and below them the hops that none covers. */
export function SourceTable({ formAction, isEnforced, ...places }: Props) {
  const { sources, uncovered, obeyedBy } = formAction;
  return (
    <Bounded
      items={sources}
      noun="source"
      limit={100}
      list={(rows) => (
        <table class="sources">
          <caption>Sources of form-action, and the hops that each covers</caption>
          <thead>
            <tr>
              <th scope="col">Source</th>
              {BROWSERS.map((engine) => (
                <th key={engine} scope="col">
                  {ENGINES[engine]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows}
            {BROWSERS.flatMap((engine) => uncovered[engine])
              .filter((hop, index, all) => all.indexOf(hop) === index)
              .map((hop) => (
                <UncoveredRow
                  key={hop.id}
                  hop={hop}
                  uncovered={uncovered}
                  isEnforced={isEnforced}
                  {...places}
                />
              ))}
          </tbody>
        </table>
      )}
    >
      {({ text, isIgnored, covers }, index) => (
        <tr key={index}>
          <th scope="row" class="mono">
            <LongText text={text} limit={120} />
            {isIgnored && <span class="quiet"> (says nothing about forms)</span>}
          </th>
          {BROWSERS.map((engine) => (
            <td key={engine}>
              {obeyedBy[engine] ? (
                <HopLinks hops={covers[engine]} {...places} />
              ) : (
                <span class="quiet">reads this policy differently</span>
              )}
            </td>
          ))}
        </tr>
      )}
    </Bounded>
  );
}

interface UncoveredProps extends HopPlaces {
  readonly hop: Hop;
  readonly uncovered: Props['formAction']['uncovered'];
  readonly isEnforced: boolean;
}

function UncoveredRow({ hop, uncovered, isEnforced, ...places }: UncoveredProps) {
  return (
    <tr class={isEnforced ? 'uncovered' : 'uncovered would'} data-testid="uncovered">
      <th scope="row">
        <Icon name={isEnforced ? 'error' : 'warning'} /> No source covers <UrlText url={hop.url} />
      </th>
      {BROWSERS.map((engine) => (
        <td key={engine}>
          {uncovered[engine].includes(hop) ? (
            <HopLinks hops={[hop]} {...places} />
          ) : (
            <span class="quiet">not asked</span>
          )}
        </td>
      ))}
    </tr>
  );
}
