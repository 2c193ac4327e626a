# -*- coding: utf-8 -*-
import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    # 前向传播：先求均值 μ，再求方差 σ²
    eps = bn_param.get('eps', 1e-5)
    μ = x.mean(axis=0)
    σ2 = ((x - μ) ** 2).mean(axis=0)
    x̂ = (x - μ) / np.sqrt(σ2 + eps)  # 标准化
    return γβ(x̂, gamma, beta), (x̂, gamma, σ2, eps)


def γβ(x̂, γ, β):
    return γ * x̂ + β


def batchnorm_backward(dout, cache):
    x̂, γ, σ2, ε = cache
    m = dout.shape[0]  # 样本数
    δ = dout * γ
    s = np.sqrt(σ2 + ε)
    """ 化简后的公式（见笔记第三页） """
    dx = (m * δ - δ.sum(axis=0) - x̂ * (δ * x̂).sum(axis=0)) / (m * s)
    return dx, (dout * x̂).sum(axis=0), dout.sum(axis=0)
