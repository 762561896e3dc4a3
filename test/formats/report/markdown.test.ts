import { describe, expect, test } from 'vitest';
import { renderFindingsMarkdown, renderMarkdown } from '../../../src/formats/report/markdown.ts';
import {
  markdownBlock,
  markdownCell,
  markdownCode,
  markdownText,
} from '../../../src/formats/report/markdown-text.ts';
import { inspection } from './sample-inspection.ts';

test('a flow as Markdown', () => {
  expect(renderMarkdown(inspection(), { name: 'ticket 7.har' })).toBe(`# \`ticket 7.har\`

## OIDC · \`urn:example:client\` · refused by the browser

Chromium refused hop 3, https\\://app.other.gov/home.

### Hops

| # | method | result | address | started by |
| --: | --- | --- | --- | --- |
| 1 | \`POST\` | \`302\` | \`https://idp.int.identitysandbox.gov/sign_up/completed\` | \`form submission from https://idp.int.identitysandbox.gov/sign_up/completed\` |
| 2 | \`GET\` | \`302\` | \`https://sp.example.gov/cb?code=16ea8c…(36)&state=a…(3)\` |  |
| 3 | \`GET\` | \`net::ERR_ABORTED\` | \`https://app.other.gov/home?ticket=01234…(16)&lang=es\` |  |

### OIDC authorization response at hop 2

| name | value |
| --- | --- |
| \`code\` | \`16ea8c… (36 characters)\` |
| \`state\` | \`a… (3 characters)\` |

### Findings

#### error: Redirect chain leaves the form-action list (\`csp-form-action-redirect-gap\`)

The form led to https\\://app.other.gov/home.

- Evidence: hop 3, URL: \`https://app.other.gov/home?ticket=01234…(16)\`; expected \`form-action 'self'\`
- Fix: Register the address.
- Redirect URI to register: \`https://app.other.gov/home\`
- See <https://developers.login.gov/support/#redirects>

Not asked (no portal configuration): rule-a, rule-b

Not asked (the rule failed: x is not a function): rule-c
`);
});

describe('text of the input brings no markup of its own', () => {
  test.each([
    ['# heading', '\\# heading'],
    ['- item', '\\- item'],
    ['12. item', '12\\. item'],
    ['![x](http://a/b)', '\\!\\[x\\](http\\://a/b)'],
    ['<img src=x onerror=y> &amp;', '&lt;img src=x onerror=y&gt; &amp;amp;'],
    ['`code` *em* _em_ ~del~ $x$', '\\`code\\` \\*em\\* \\_em\\_ \\~del\\~ \\$x\\$'],
    ['www.evil.example | @someone', 'www\\.evil.example \\| \\@someone'],
  ])('%s', (text, markdown) => {
    expect(markdownText(text)).toBe(markdown);
  });

  test('a code span ends where it should', () => {
    expect(markdownCode('a ``b` c')).toBe('```a ``b` c```');
    expect(markdownCode('`x')).toBe('`` `x ``');
    expect(markdownCode('')).toBe('(empty)');
    expect(markdownCell('a|b')).toBe('`a\\|b`');
  });

  test('a block of code ends where it should', () => {
    expect(markdownBlock('xml', ['<a/>', '```', '````'])).toEqual([
      '`````xml',
      '<a/>',
      '```',
      '````',
      '`````',
    ]);
  });

  test('line breaks stay inside their cell', () => {
    const evil = 'x\n\n# injected';
    const parameters = [{ name: 'scope', value: evil, raw: evil }];
    const markdown = renderMarkdown(
      inspection({ client: evil, messages: [{ kind: 'oidc-logout-request', hop: 'h1', parameters }] }),
    );

    expect(markdown).toContain('| `scope` | `x\\n\\n# injected` |');
    expect(markdown.split('\n').filter((line) => line.includes('injected'))).toEqual([
      '## OIDC · `x\\n\\n# injected` · refused by the browser',
      '| `scope` | `x\\n\\n# injected` |',
    ]);
  });
});

test('findings alone stand under the sign-in that they are about', () => {
  const [flow] = inspection().flows;
  const [first] = flow?.findings ?? [];
  const markdown = flow && first ? renderFindingsMarkdown(flow, [first]) : '';
  expect(markdown).toMatch(/^## OIDC · /);
  expect(markdown).toContain(`#### ${first?.severity}: `);
  expect(markdown.match(/^#### /gm)).toHaveLength(1);
  expect(markdown).toContain('- Fix: ');
  expect(markdown).not.toContain('### Hops');
});
