import { handOf } from './cases';
import { testTable } from './table';

testTable(handOf(5));
