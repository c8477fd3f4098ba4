import { socketGroups } from './cases';
import { testTable } from './table';

testTable(socketGroups);
