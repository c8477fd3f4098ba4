// The door: what scenarios, systems and thresholds are written with. A bundle has only the modules that it uses of it (`sideEffects` in
// package.json).

export { aToken, type TokenPlaces } from './auth/token';
export type { Prerequisite } from './environment/prerequisite';
export type { Limit, Quantity } from './gate/limit';
export { type EndpointOptions, endpoint } from './http/endpoint';
export { type ArrivalLoad, arrivals } from './load/arrivals';
export { inBatches } from './load/batches';
export { type LadderLoad, type Level, ladder, ladderAndBack, ladderUntilBroken } from './load/ladder';
export type { Load, RunData, VuFunction } from './load/load';
export { type SocketLoad, sockets, type TimedSocketLoad } from './load/sockets';
export { eachUser, type User } from './load/users';
export { type WorkerLoad, workers } from './load/workers';
export { memoryGrowth } from './observe/memory-growth';
export { findBreakingPoint } from './requests/breaking-point';
export { climb, climbAndReturn } from './requests/climb';
export { type Answer, notSent, type Request, type Requests, type Send } from './requests/request';
export { withResources } from './requests/resources';
export { bySchedule } from './requests/schedule';
export { weighted } from './requests/weighted';
export { byWorkers } from './requests/workers';
export type { ProductionLoad, ScenarioDefinition } from './scenario/definition';
export { type Scenario, scenario } from './scenario/scenario';
export { broadcasts } from './websocket/flows/broadcasts';
export { connects } from './websocket/flows/connects';
export { conversations } from './websocket/flows/conversations';
export { isolationRounds } from './websocket/flows/isolation-rounds';
export { pings } from './websocket/flows/pings';
export { recovery } from './websocket/flows/recovery';
export { runTask } from './websocket/flows/task';
export { runTasks } from './websocket/flows/tasks';
export { tokenAttempts } from './websocket/flows/token-attempts';
export type { BroadcastProtocol, Publishing } from './websocket/protocols/broadcast-protocol';
export type { ChatEvent, ChatProtocol } from './websocket/protocols/chat-protocol';
export type { PingProtocol } from './websocket/protocols/ping-protocol';
export { errorMessage } from './websocket/protocols/read-event';
export type { TaskEvent, TaskProtocol } from './websocket/protocols/task-protocol';
