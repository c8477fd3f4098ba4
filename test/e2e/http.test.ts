import { httpGroups } from './cases';
import { testTable } from './table';

testTable(httpGroups);
