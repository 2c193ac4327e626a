import numpy as np
def batchnorm_forward(x,gamma,beta,bn_param):
	eps=bn_param.get('eps',1e-5)
	mean=np.mean(x,axis=0)
	var=np.var(x,axis=0)
	xhat=(x-mean)/np.sqrt(var+eps)
	out=gamma*xhat+beta
	cache=(xhat,var,gamma,eps)
	return out,cache
def batchnorm_backward_alt(dout,cache):
	xhat,var,gamma,eps=cache
	N=dout.shape[0]
	dgamma=np.sum(dout*xhat,axis=0)
	dbeta=np.sum(dout,axis=0)
	dx=(gamma/np.sqrt(var+eps)/N)*(N*dout-dbeta-xhat*dgamma)
	return dx,dgamma,dbeta
