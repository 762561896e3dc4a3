import type { EvidencePlace, Finding } from '../../../core/model/index.ts';

/** The findings with evidence at a parameter or form field of the hop. */
export function findingsAtParameter(
  findings: readonly Finding[],
  hop: string,
  name: string,
): readonly Finding[] {
  return findings.filter(({ evidence }) =>
    evidence.some((item) => item.hop === hop && isParameter(item.at) && item.at.name === name),
  );
}

const isParameter = ({ part }: EvidencePlace) => part === 'query' || part === 'body';

/** The findings with evidence at an element or attribute of the hop's XML: `AuthnRequest/Issuer` is at `Issuer`. */
export function findingsAtXml(findings: readonly Finding[], hop: string, name: string): readonly Finding[] {
  return findings.filter(({ evidence }) =>
    evidence.some((item) => item.hop === hop && item.at.part === 'xml' && lastStep(item.at.name) === name),
  );
}

/** Name of the element or attribute that a path ends in, without `@` and `[2]`. */
const lastStep = (path: string) =>
  path
    .split('/')
    .at(-1)
    ?.replace(/^@|\[\d+\]$/g, '');
