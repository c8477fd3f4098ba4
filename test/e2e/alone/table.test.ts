import { loneGroups } from '../cases';
import { testTable } from '../table';

testTable(loneGroups);
