import type { FlowInspection, Hop } from '../../../src/core/model/index.ts';

/** A flow in a few lines: what caused each navigation, and its hops without their queries. */
export function story({ navigations }: FlowInspection): string[] {
  return navigations.flatMap(({ cause, committed, hops }) => [
    `${cause.kind}${'document' in cause ? ` from ${cause.document.url}` : ''}${committed ? '' : ', not shown'}`,
    ...hops.map(hopLine),
  ]);
}

function hopLine({ method, url, response, error }: Hop): string {
  return `  ${method} ${url.replace(/[?#].*$/s, '')} ${[response?.status, error].filter((part) => part !== undefined).join(' ')}`.trimEnd();
}

/** Ids of the rules of severity error or warning. */
export function complaints({ findings }: FlowInspection): string[] {
  return findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
}
