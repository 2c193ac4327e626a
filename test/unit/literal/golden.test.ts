import { describeGolden } from './golden';

for (const language of ['lua', 'ruby', 'perl', 'javascript']) describeGolden(language);
