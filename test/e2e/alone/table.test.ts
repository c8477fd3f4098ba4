import { loneGroups } from '../cases/index';
import { testTable } from '../table';

testTable(loneGroups);
