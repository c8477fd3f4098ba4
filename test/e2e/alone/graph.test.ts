import { graphGroups } from '../cases';
import { testTable } from '../table';

testTable(graphGroups);
