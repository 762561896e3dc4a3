import type { ErrorPage } from '../model/index.ts';
import { ERROR_PAGE_TITLES } from './error-pages.ts';

const LANGUAGES = ['English', 'Spanish', 'French', 'Chinese'] as const;

export type Language = (typeof LANGUAGES)[number];

const LOCALES: Readonly<Record<string, Language>> = {
  en: 'English',
  es: 'Spanish',
  fr: 'French',
  zh: 'Chinese',
};

/**
 * The language of one of Login.gov's error pages: by its title, by the locale at the start of its path, or by its
 * script. Undefined where none of them tells: `Error` is the title in two languages.
 */
export function languageOfPage(
  { title, messages }: Pick<ErrorPage, 'title' | 'messages'>,
  url: string,
): Language | undefined {
  const bare = title.replace(/ \| Login\.gov$/, '').trim();
  const byTitle = Object.values(ERROR_PAGE_TITLES)
    .filter((titles) => titles.length === LANGUAGES.length)
    .map((titles) => LANGUAGES[titles.indexOf(bare)])
    .find((language) => language !== undefined);
  if (byTitle !== undefined) return byTitle;
  const path = URL.canParse(url) ? new URL(url).pathname : '';
  const locale = /^\/(en|es|fr|zh)(?:\/|$)/.exec(path)?.[1];
  if (locale !== undefined) return LOCALES[locale];
  if (/\p{Script=Han}/u.test(`${title} ${messages.join(' ')}`)) return 'Chinese';
  return undefined;
}
