import { describe, expect, it } from 'vitest';
import { anything, bodyCheck } from '../../../lib/http/body';

const answers = (body: string) => bodyCheck(anything)(body);

describe('a body', () => {
  it.each([
    ['ok'],
    ['{"status":"healthy","agent_id":"a"}'],
    ['[]'],
    ['{"error":null,"errors":[],"data":1}'],
    ['{"error":"","error_rate":0.5}'],
    // Parts of an answer may have failed.
    ['[{"id":1,"status":"failed"}]'],
    ['{"checks":[{"status":"down"}],"status":"ok"}'],
    ['{"analysis":{"error":"timeout of instance 3","success":false}}'],
    [`{"error":"${'x'.repeat(5000)}"}`],
    ['{"status":"error'],
  ])('that is an answer: %.60s', (body) => {
    expect(answers(body)).toBe(true);
  });

  it.each([
    [''],
    [' \n'],
    ['<!doctype html><title>Login</title>'],
    ['\n<html><body>Sign in</body></html>'],
    ['{"error":"no such instance"}'],
    ['{"error":{"code":7}}'],
    ['{ "errors" : [ {"message":"no"} ] }'],
    ['{"success": false}'],
    ['{"ok":false,"reason":"db"}'],
    ['{"status":"error","message":"x"}'],
    ['{"Status":"x","status":"FAILED"}'],
    ['{"status":"unhealthy"}'],
  ])('that is none: %.60s', (body) => {
    expect(answers(body)).toBe(false);
  });

  it('must hold a text, or what a function looks for, and be an answer in any case', () => {
    const byText = bodyCheck('"agent_id"');
    expect(['{"agent_id":"a"}', '{"id":"a"}', '{"error":"x","agent_id":"a"}'].map(byText)).toEqual([
      true,
      false,
      false,
    ]);
    expect(['[1]', '{}'].map(bodyCheck((body) => body.startsWith('[')))).toEqual([true, false]);
  });
});
