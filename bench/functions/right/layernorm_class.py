import numpy as np

class LayerNorm(object):
  def __init__(self, gamma, beta, eps=1e-5):
    self.params = {'gamma': gamma, 'beta': beta}
    self.grads = {}
    self.eps = eps

  def forward(self, x):
    self.mean = np.mean(x, -1, keepdims=True)
    self.rstd = 1.0 / np.sqrt(np.var(x, -1, keepdims=True) + self.eps)
    self.x = x
    return (x - self.mean) * self.rstd * self.params['gamma'] + self.params['beta']

  def backward(self, dout):
    norm = (self.x - self.mean) * self.rstd
    dnorm = dout * self.params['gamma']
    self.grads['gamma'] = np.sum(dout * norm, axis=0)
    self.grads['beta'] = np.sum(dout, axis=0)
    dx = dnorm - dnorm.mean(-1, keepdims=True) - norm * (dnorm * norm).mean(-1, keepdims=True)
    dx *= self.rstd
    return dx, self.grads['gamma'], self.grads['beta']
