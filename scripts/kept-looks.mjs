// Builds the shop and looks at its cards at every width, density and theme, cold and warm. `--update` keeps what they look like anew.
import { argv } from 'node:process';
import { play } from './prove/play.mjs';

const isUpdate = argv.includes('--update');
play('looks-kept', [], isUpdate ? { ONFILE_UPDATE: '1' } : {}, (passed, all) => `${passed} of ${all} tests of looks`);
