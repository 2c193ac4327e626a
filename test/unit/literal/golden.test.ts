import { describeGolden } from './golden';

for (const language of ['lua', 'ruby', 'perl', 'yaml', 'javascript']) describeGolden(language);
