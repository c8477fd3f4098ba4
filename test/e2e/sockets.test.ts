import { socketGroups } from './cases/index';
import { testTable } from './table';

testTable(socketGroups);
