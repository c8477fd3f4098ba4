import { httpGroups } from './cases/index';
import { testTable } from './table';

testTable(httpGroups);
