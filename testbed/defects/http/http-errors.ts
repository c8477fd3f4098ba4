import type { Defect } from '../defect';
import { createShare } from '../share';

export const httpErrors: Defect = {
  name: 'http-errors',
  does: 'answers this share of the requests to the systems and to /health with 500, evenly spread, the first one among them',
  breaks: ['B11', 'B15', 'B21', 'B22', 'B23', 'E01', 'E02', 'E03', 'E04', 'E05', 'E12', 'E13', 'E14', 'E16'],
  parameter: { name: 'share', unit: '% of requests', default: 10, max: 100 },
  start(percent) {
    const isDue = createShare(percent);
    return {
      request(request, next) {
        if (isDue()) request.refuse(500, `failed by the defect "http-errors=${percent}"`);
        else next(request);
      },
    };
  },
};
