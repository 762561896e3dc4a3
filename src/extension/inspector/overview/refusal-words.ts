import { apiAnswer } from '../../../core/decode/api-answer.ts';
import { parameter } from '../../../core/decode/parameters.ts';
import { languageOfPage } from '../../../core/login-gov/error-language.ts';
import { ERROR_TEXTS } from '../../../core/login-gov/error-texts.ts';
import type { Finding, FlowInspection, Message, RecognisedError } from '../../../core/model/index.ts';
import { findHop } from '../hops.ts';

/** What Login.gov said when it refused, and what that means. */
export interface RefusalWords {
  /** What it refused and how, the rest of a sentence: `the request and sent the user back with an error`. */
  readonly what: string;
  /** Its own words, as the user or the application got them. */
  readonly said: readonly string[];
  /** `Spanish`; absent for English and where it is not known. */
  readonly language?: string;
  readonly meanings: readonly Meaning[];
}

/** One error text of Login.gov that was recognised. */
export interface Meaning {
  readonly id: string;
  /** In English. */
  readonly text: string;
  /** What to do where nothing more is known. */
  readonly fix: string;
  /** Findings of this flow that name the cause. */
  readonly causes: readonly Finding[];
}

/** Of the messages at the hop where Login.gov refused; undefined where it said nothing that was seen. */
export function refusalWords(inspection: FlowInspection): RefusalWords | undefined {
  const { outcome, messages } = inspection;
  if (outcome.kind !== 'refused-by-login-gov') return undefined;
  const here = messages.filter(({ hop }) => hop === outcome.hop);
  for (const message of here.toReversed()) {
    const words = wordsOf(message, inspection);
    if (words !== undefined) return words;
  }
  return undefined;
}

/** What that message says of a refusal. */
export function wordsOf(message: Message, inspection: FlowInspection): RefusalWords | undefined {
  switch (message.kind) {
    case 'error-page': {
      const said = message.messages.length > 0 ? message.messages : [message.title];
      const language = languageOfPage(message, findHop(inspection, message.hop)?.url ?? '');
      return {
        what: 'the request with an error page',
        said,
        ...(language !== undefined && language !== 'English' && { language }),
        meanings: meaningsOf(message.problems, inspection.findings),
      };
    }
    case 'oidc-authorize-response': {
      const error = parameter(message.parameters, 'error');
      if (error === undefined) return undefined;
      const description = parameter(message.parameters, 'error_description');
      return {
        what: `the request and sent the user back with ${error.slice(0, 100)}`,
        said: [error, ...(description === undefined ? [] : [description])],
        meanings: meaningsOf(message.problems, inspection.findings),
      };
    }
    case 'oidc-token-request':
    case 'oidc-userinfo-request': {
      const { status, error, problems } = apiAnswer(findHop(inspection, message.hop));
      if (error === undefined) return undefined;
      const request = message.kind === 'oidc-token-request' ? 'token' : 'user info';
      return {
        what: `the ${request} request with HTTP ${status}`,
        said: [error],
        meanings: meaningsOf(problems, inspection.findings),
      };
    }
    default:
      return undefined;
  }
}

function meaningsOf(problems: readonly RecognisedError[], findings: readonly Finding[]): readonly Meaning[] {
  return problems.map(({ id, text, rules }) => ({
    id,
    text,
    fix: ERROR_TEXTS.find((entry) => entry.id === id)?.fix ?? '',
    causes: findings.filter(({ rule, severity }) => severity !== 'info' && rules.includes(rule)),
  }));
}
