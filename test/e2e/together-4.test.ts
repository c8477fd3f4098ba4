import { dealtGroups } from './cases';
import { testTable } from './table';

testTable(dealtGroups[3]);
