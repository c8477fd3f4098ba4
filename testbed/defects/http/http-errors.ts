import type { Defect } from '../defect';

export const httpErrors: Defect = {
  name: 'http-errors',
  does: 'answers this share of the requests to the systems and to /health with 500, evenly spread, the first one among them',
  breaks: ['B11', 'B15', 'B21', 'B22', 'B23'],
  parameter: { name: 'share', unit: '% of requests', default: 10, max: 100 },
  start(percent) {
    let owed = 100 - percent;
    return {
      request(request, next) {
        owed += percent;
        if (owed < 100) return next(request);
        owed -= 100;
        request.refuse(500, `failed by the defect "http-errors=${percent}"`);
      },
    };
  },
};
