import { environmentOf } from '../../core/login-gov/environments.ts';
import { isCall, isDocumentRequest } from '../har/document-request.ts';
import { HAR_LIMITS } from '../har/har-schema.ts';
import { metaPoliciesOf, pageOf } from '../har/page.ts';
import type { NumberedEntry } from '../har/read-har.ts';

/**
 * What flows are made of: entries for documents, and for what scripts ask of Login.gov. Of each document the policies
 * in its head are kept, of Login.gov's also what the page says, of none its text. Undefined for every other entry.
 */
export function keepEntry(
  { place, entry }: NumberedEntry,
  deployments: readonly string[],
): NumberedEntry | undefined {
  if ('_loginGov' in entry) return { place, entry };
  const { response } = entry;
  if (!isDocumentRequest(entry, deployments)) {
    if (!isCall(entry, deployments)) return undefined;
    const text = response?.content?.text;
    return text == null || text.length <= HAR_LIMITS.errorAnswer
      ? { place, entry }
      : withoutText({ place, entry });
  }
  const meta = metaPoliciesOf(entry);
  const page = environmentOf(entry.request.url, deployments) === undefined ? undefined : pageOf(entry);
  return withoutText({
    place,
    entry,
    ...(meta !== undefined && { meta }),
    ...(page !== undefined && { page }),
  });
}

function withoutText(numbered: NumberedEntry): NumberedEntry {
  const { entry } = numbered;
  const content = entry.response?.content;
  if (entry.response == null || content?.text == null) return numbered;
  const size = content.size != null && content.size > 0 ? content.size : content.text.length;
  const response = { ...entry.response, content: { ...content, text: undefined, size } };
  return { ...numbered, entry: { ...entry, response } };
}
